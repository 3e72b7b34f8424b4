/** The auditor on a small world that is consistent, and after every kind of tampering with it. */
package fiveseal.auditor;
