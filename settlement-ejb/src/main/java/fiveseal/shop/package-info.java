/** The mall's durable records, in its own schema, reached with its own database role. */
package fiveseal.shop;
