package fiveseal.mall.console;

import fiveseal.manager.FoundSettlements;
import fiveseal.manager.SettlementQuery;
import fiveseal.manager.SettlementQuery.Place;
import fiveseal.manager.StoreConsole;
import fiveseal.manager.Tenant;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * All pages of a wish, one after the other, so that a long history needs no memory. A file that
 * cannot be brought to its end says so in its last line, since nothing else of it would: its
 * beginning has left already as if all was well.
 */
final class SettlementFile {
  private static final Logger LOG = System.getLogger(SettlementFile.class.getName());

  private final StoreConsole console;
  private final Tenant tenant;
  private final SettlementCsv csv;
  private final String notWhole;

  /**
   * @param notWhole the last line of a file that ends before its end
   */
  SettlementFile(StoreConsole console, Tenant tenant, SettlementCsv csv, String notWhole) {
    this.console = console;
    this.tenant = tenant;
    this.csv = csv;
    this.notWhole = notWhole;
  }

  /**
   * Writes all that is wanted.
   *
   * @throws RuntimeException if even the first page cannot be read
   */
  void write(SettlementQuery query) throws IOException {
    Optional<String> place = added(console.search(tenant, query));
    while (place.isPresent()) {
      FoundSettlements page;
      try {
        page = console.search(tenant, query.at(Place.olderThan(place.get())));
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a file of settlements ends before its end", e);
        csv.end(notWhole);
        return;
      }
      place = added(page);
    }
  }

  /** Where the next page begins, if there is one. */
  private Optional<String> added(FoundSettlements page) throws IOException {
    for (FoundSettlements.Row settlement : page.settlements()) {
      csv.add(settlement);
    }
    return page.older();
  }
}
