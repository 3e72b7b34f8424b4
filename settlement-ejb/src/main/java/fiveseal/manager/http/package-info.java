/**
 * How every API here meets HTTP: its edge, the bounds of bodies and rates, answers and problems.
 */
package fiveseal.manager.http;
