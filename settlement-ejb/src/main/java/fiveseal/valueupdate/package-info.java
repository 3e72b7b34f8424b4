/** Updates of what a card holds, carried by message 5. */
package fiveseal.valueupdate;
