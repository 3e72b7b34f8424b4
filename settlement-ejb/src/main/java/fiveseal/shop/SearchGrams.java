package fiveseal.shop;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How names are searched in any script, words or none between them: a name is found by its single
 * characters and by its pairs of neighbours. Width, case and the way accents are written do not
 * count.
 */
final class SearchGrams {
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  private SearchGrams() {}

  /** All that a name is found by. */
  static String[] ofName(String name) {
    Set<String> grams = new TreeSet<>();
    for (String word : words(name)) {
      int[] characters = word.codePoints().toArray();
      for (int character : characters) {
        grams.add(Character.toString(character));
      }
      addPairs(characters, grams);
    }
    return grams.toArray(String[]::new);
  }

  /** All that must stand in a name for it to be found; none for an empty search. */
  static String[] ofSearch(String text) {
    Set<String> grams = new TreeSet<>();
    for (String word : words(text)) {
      int[] characters = word.codePoints().toArray();
      if (characters.length == 1) {
        grams.add(word);
      }
      addPairs(characters, grams);
    }
    return grams.toArray(String[]::new);
  }

  private static void addPairs(int[] characters, Set<String> grams) {
    for (int i = 0; i + 1 < characters.length; i++) {
      grams.add(new String(characters, i, 2));
    }
  }

  private static String[] words(String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
    return SPACE.splitAsStream(folded).filter(word -> !word.isEmpty()).toArray(String[]::new);
  }
}
