package fiveseal.cardsim;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the simulator is configured with, checked.
 *
 * @param demo without it there are no simulated cards, and the rest is empty
 * @param path the directory of the cards' images
 * @param password encrypts them
 * @param readers 1 … 64
 */
record SimulatorSettings(boolean demo, Path path, String password, int readers) {
  private static final String DEMO = "fiveseal.demo";
  private static final String PATH = "fiveseal.cardsim.path";
  static final String PASSWORD = "fiveseal.cardsim.password";
  private static final String READERS = "fiveseal.cardsim.readers";

  private static final int READERS_DEFAULT = 4;
  private static final int READERS_MAX = 64;

  /**
   * @param properties gives a property's value by its name
   * @throws IllegalStateException naming every property that is missing or wrong
   */
  static SimulatorSettings read(Function<String, Optional<String>> properties) {
    List<String> faults = new ArrayList<>();
    String demo = properties.apply(DEMO).orElse("false");
    SimulatorSettings settings = new SimulatorSettings(false, Path.of(""), "", 0);
    if (demo.equals("true")) {
      String password = properties.apply(PASSWORD).orElse("");
      if (password.isEmpty()) {
        faults.add(PASSWORD + " is missing");
      }
      settings =
          new SimulatorSettings(
              true, path(properties, faults), password, readers(properties, faults));
    } else if (!demo.equals("false")) {
      faults.add(DEMO + " is neither true nor false");
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "The simulated cards cannot be configured: " + String.join("; ", faults));
    }
    return settings;
  }

  private static Path path(Function<String, Optional<String>> properties, List<String> faults) {
    try {
      Path path = Path.of(properties.apply(PATH).orElse(""));
      if (!path.isAbsolute()) {
        faults.add(PATH + " is missing or not an absolute path");
      }
      return path;
    } catch (InvalidPathException e) {
      faults.add(PATH + " is not a path");
      return Path.of("");
    }
  }

  private static int readers(Function<String, Optional<String>> properties, List<String> faults) {
    String text = properties.apply(READERS).orElse(Integer.toString(READERS_DEFAULT));
    if (!text.matches("[1-9][0-9]?") || Integer.parseInt(text) > READERS_MAX) {
      faults.add(READERS + " is not 1 … " + READERS_MAX);
      return READERS_DEFAULT;
    }
    return Integer.parseInt(text);
  }

  @Override
  public String toString() {
    return "SimulatorSettings[demo=" + demo + ", path=" + path + ", readers=" + readers + "]";
  }
}
