package fiveseal.bureau;

/** What became of a blank card. */
enum Result {
  PERSONALIZED,
  SPOILT
}
