/** What every list, overview and search of the consoles and the shop costs over a long history. */
package fiveseal.reads;
