/** Key ceremonies: what two operators decide about keys, carried out in the vault and on record. */
package fiveseal.ceremony;
