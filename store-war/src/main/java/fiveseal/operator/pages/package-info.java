/** The operator's pages, a bean each. */
package fiveseal.operator.pages;
