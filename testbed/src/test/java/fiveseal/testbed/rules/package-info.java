/** The house's rules, checked on the compiled classes, each seen failing on a planted violation. */
package fiveseal.testbed.rules;
