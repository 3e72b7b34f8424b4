package fiveseal.storedevice.cli;

import fiveseal.protocol.Json;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.UuidV7;
import fiveseal.storedevice.HandOver;
import fiveseal.storedevice.StoreOrder;
import fiveseal.storedevice.TakenRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for settlement of an order (claims 2, 3, 17 and 19). */
@Command(
    name = "request",
    mixinStandardHelpOptions = true,
    description = "Makes, signs and sends a request for settlement, or hands it to the client.")
final class RequestCommand implements Callable<Integer> {
  /** How the client device gets the signed request. */
  enum Form {
    JOSE,
    LINK,
    FORM
  }

  @Mixin private DeviceOptions options;

  @Option(names = "--amount", required = true, description = "The sum, in minor units.")
  private long amount;

  @Option(names = "--currency", required = true, description = "Alphabetic ISO 4217 code.")
  private String currency;

  @Option(names = "--description", required = true, description = "What the holder is shown.")
  private String description;

  @Option(
      names = "--line",
      paramLabel = "STORE:AMOUNT:ORDERREF:DESCRIPTION",
      description = "A line, once per lower store; by default one of this store's own.")
  private List<String> lines = new ArrayList<>();

  @Option(
      names = "--request-id",
      description =
          "This store's id of the order; by default a new one. The same again is a retry.")
  private String requestId;

  @Option(
      names = "--valid-minutes",
      defaultValue = "15",
      description = "How long the holder has to pay, 1 … 1440 (default: ${DEFAULT-VALUE}).")
  private int validMinutes;

  @Option(
      names = "--relay",
      description = "Send nothing; print the signed request for the client device to relay.")
  private boolean relay;

  @Option(
      names = "--as",
      defaultValue = "JOSE",
      description = "With --relay: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Form form;

  @Override
  public Integer call() {
    if (validMinutes < 1 || validMinutes > Duration.ofDays(1).toMinutes()) {
      throw options.wrong("--valid-minutes is not 1 … 1440");
    }
    try (DeviceOptions.Opened opened = options.open(Duration.ofMinutes(validMinutes))) {
      StoreOrder order = order(opened.config().identity().storeId());
      if (relay) {
        show(order.requestId(), opened.device().relay(order));
      } else {
        opened.withLivingKey();
        TakenRequest taken = opened.device().request(order);
        String message1 =
            opened.device().journal().byRequest(order.requestId()).orElseThrow().message1();
        show(order.requestId(), message1, taken, opened.key().kid(), opened);
      }
    }
    return Exit.OK.code();
  }

  private StoreOrder order(String storeId) {
    String id =
        requestId == null ? new UuidV7(options.clock(), new SecureRandom()).next() : requestId;
    List<RequestLine> parsed = new ArrayList<>();
    for (String line : lines) {
      parsed.add(line(line));
    }
    if (parsed.isEmpty()) {
      parsed.add(new RequestLine(storeId, amount, description, id));
    }
    return new StoreOrder(id, amount, currency, description, parsed);
  }

  private RequestLine line(String text) {
    String[] parts = text.split(":", 4);
    if (parts.length != 4 || !parts[1].matches("[0-9]{1,18}")) {
      throw options.wrong("--line is not STORE:AMOUNT:ORDERREF:DESCRIPTION: " + text);
    }
    return new RequestLine(parts[0], Long.parseLong(parts[1]), parts[3], parts[2]);
  }

  private void show(
      String id, String message1, TakenRequest taken, String kid, DeviceOptions.Opened opened) {
    if (options.json()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("requestId", id);
      members.put("settlementId", taken.settlementId());
      members.put("state", taken.state());
      members.put("payUrl", taken.payUrl());
      members.put("expiresAt", taken.expiresAt());
      members.put("message1", message1);
      options.out().println(Json.write(members));
      return;
    }
    String store = opened.config().identity().storeId();
    String manager = opened.config().identity().managerId();
    options
        .out()
        .println(new Seal(1, "fiveseal-settlement-request", store, kid, manager).sentence());
    options.out().println("requestId    " + id);
    options.out().println("settlementId " + taken.settlementId());
    options.out().println("state        " + taken.state());
    options.out().println("payUrl       " + taken.payUrl());
  }

  private void show(String id, HandOver handOver) {
    if (options.json()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("requestId", id);
      members.put("message1", handOver.message1());
      members.put("link", handOver.link());
      members.put("qrText", handOver.qrText());
      members.put("form", handOver.formPost());
      options.out().println(Json.write(members));
      return;
    }
    options
        .out()
        .println(
            switch (form) {
              case JOSE -> handOver.message1();
              case LINK -> handOver.link();
              case FORM -> handOver.formPost();
            });
  }
}
