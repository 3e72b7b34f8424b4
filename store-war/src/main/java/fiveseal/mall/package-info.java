/**
 * The mall: the store device in the application server. It calls only what an outside store can
 * reach, with the same signed bytes, and its key never enters the manager's vault.
 */
package fiveseal.mall;
