package fiveseal.testbed;

import java.util.List;

/**
 * Something that the demo's lower stores sell.
 *
 * @param priceMinor minor units
 * @param drawing how its picture is drawn
 */
record DemoGood(
    String id, String store, String name, String description, long priceMinor, Drawing drawing) {

  /** The kinds of picture, each in several colours. */
  enum Drawing {
    LOAF,
    ROUND,
    BOOK,
    FLOWER
  }

  static final List<DemoGood> ALL =
      List.of(
          bakery("rye", "Rye bread · ライ麦パン", "Baked at five every morning.", 580, Drawing.LOAF),
          bakery("milk", "Milk loaf · 食パン", "Soft white bread, six slices.", 420, Drawing.LOAF),
          bakery(
              "bean", "Sweet bean bun · あんパン", "Filled with red bean paste.", 190, Drawing.ROUND),
          bakery("melon", "Melon bun · メロンパン", "A crisp crust of biscuit.", 210, Drawing.ROUND),
          books("dictionary", "Pocket dictionary · 小辞典", "Japanese and English.", 2980),
          books("novel", "A novel of the sea · 海の小説", "By nobody in particular.", 1500),
          books("cooking", "Everyday cooking · 毎日の料理", "A hundred simple dishes.", 1800),
          flowers("tulips", "Ten tulips · チューリップ", "From our own field.", 1200),
          flowers("roses", "Three roses · 薔薇", "Cut this morning.", 1600),
          flowers("cosmos", "Cosmos in a pot · コスモス", "Likes the sun.", 880));

  private static DemoGood bakery(
      String id, String name, String description, long priceMinor, Drawing drawing) {
    return new DemoGood("bakery-" + id, "bakery", name, description, priceMinor, drawing);
  }

  private static DemoGood books(String id, String name, String description, long priceMinor) {
    return new DemoGood("books-" + id, "books", name, description, priceMinor, Drawing.BOOK);
  }

  private static DemoGood flowers(String id, String name, String description, long priceMinor) {
    return new DemoGood("flowers-" + id, "flowers", name, description, priceMinor, Drawing.FLOWER);
  }
}
