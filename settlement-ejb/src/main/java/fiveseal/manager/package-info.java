/** All that a WAR may call: the manager's local interfaces and the records they take and give. */
package fiveseal.manager;
