/** What all pages share: who is signed in, who may see what, languages, formats and failures. */
package fiveseal.web;
