/** Cards ordered of bureaus: numbers, files with their keys, and what became of them. */
package fiveseal.bureau;
