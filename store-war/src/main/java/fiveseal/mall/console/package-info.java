/** The mall's console: one bean per page, each limited to the data of who is signed in. */
package fiveseal.mall.console;
