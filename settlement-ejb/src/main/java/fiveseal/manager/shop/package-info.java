/**
 * What the mall keeps of its own shop: lower stores as shown, goods, baskets, orders; nothing of
 * the settlement manager's.
 */
package fiveseal.manager.shop;
