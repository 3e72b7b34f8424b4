/** Benchmarks: how near the product comes to what the machine can do. */
package fiveseal.bench;
