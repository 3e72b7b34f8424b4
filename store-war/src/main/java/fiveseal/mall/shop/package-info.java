/** The shop front: its pages' beans, receipts as PDF, and what pages load beside themselves. */
package fiveseal.mall.shop;
