/** The store device as a program for the command line: store-device.jar. */
package fiveseal.storedevice.cli;
