/** The independent auditor: recomputes every invariant from the database's evidence alone. */
package fiveseal.auditor;
