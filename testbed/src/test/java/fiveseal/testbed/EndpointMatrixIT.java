package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.Json;
import fiveseal.protocol.Message;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.testbed.EndpointTable.Door;
import fiveseal.testbed.Wire.Answer;
import fiveseal.testbed.Wire.Ask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every method of every interface, and every servlet, for everybody: who is not let in is told
 * nothing, and what is another's is answered byte for byte as what does not exist. They are found
 * in the built classes; one that {@link EndpointTable} does not know fails.
 */
class EndpointMatrixIT extends OnDeployedMall {
  private static final String MISSING = "01a21c8c-1893-7ccf-be66-d5a489a69464";
  private static final String KID = "A".repeat(43);
  private static final String MANAGER = "manager";
  private static final String JOSE = "application/jose";
  private static final String JSON = "application/json";

  /** Well formed, and taken by nothing. */
  private static final String UNKNOWN_MEMBER = "{\"x\":1}";

  private static final int CREATED = 201;
  private static final Pattern NEW =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\"expiresAt\":[0-9]+");

  private static final Endpoints BUILT = Endpoints.built();

  private static final Map<String, String> COOKIES = new HashMap<>();

  /** A store that is no customer of anybody's here. */
  private static Till stranger;

  private final Mall mall = Mall.get();
  private final Wire wire = new Wire(mall.http().baseUrl());

  // --- nothing is forgotten

  @Test
  void everyEndpoint_isInTheTable() {
    assertThat(BUILT.methods().keySet()).isEqualTo(EndpointTable.DOORS.keySet());
    assertThat(BUILT.servlets().keySet()).isEqualTo(EndpointTable.SERVLETS.keySet());
    assertThat(BUILT.unreachable()).isEmpty();
  }

  @Test
  void everyEndpoint_ofSomethingOfAStores_isAskedForAnothers() {
    Set<String> named = new TreeSet<>();
    EndpointTable.DOORS.forEach(
        (method, door) -> {
          boolean ofAStore = door == Door.STORE || door == Door.MALL || door == Door.MESSAGE;
          if (ofAStore && !NAMES_NOTHING.contains(method)) {
            named.add(method);
          }
        });
    assertThat(probes()).extracting(Probe::method).containsAll(named);
  }

  /** What is told there is the caller's own, by whatever name. */
  private static final Set<String> NAMES_NOTHING =
      Set.of(
          "PUT /store/api/v1/completion-endpoint",
          "POST /store/api/v1/enrolments/renewals",
          "POST /store/mall/v1/completions");

  // --- who is let in

  private static Stream<DynamicTest> forEach(Door door, Consumer<Endpoints.Method> test) {
    return EndpointTable.DOORS.entrySet().stream()
        .filter(entry -> entry.getValue() == door)
        .map(Map.Entry::getKey)
        .filter(BUILT.methods()::containsKey)
        .map(name -> DynamicTest.dynamicTest(name, () -> test.accept(BUILT.methods().get(name))));
  }

  private static Stream<DynamicTest> forEach(Consumer<Endpoints.Method> test) {
    return Stream.of(Door.values()).flatMap(door -> forEach(door, test));
  }

  /** Programs are known by tokens, messages and cards: who is signed in is nobody here. */
  @TestFactory
  Stream<DynamicTest> session_opensNothing_andChangesNothing() {
    return forEach(
        method -> {
          Answer nobodys = wire.send(harmless(method));
          assertThat(nobodys.header("set-cookie")).isEmpty();
          assertThat(nobodys.status() / 100).as(nobodys.body()).isNotIn(3, 5);
          Answer browsers = wire.send(harmless(method).with("Accept", "text/html, */*"));
          assertThat(browsers.essence()).as("never HTML").isEqualTo(nobodys.essence());
          assertThat(nobodys.header("content-type").orElse(""))
              .matches(".*/(.*json|jose|pkix-crl)");
          for (DemoUser user : DemoUser.ALL) {
            Answer signedIn = wire.send(harmless(method).with("Cookie", cookie(user)));
            assertThat(signedIn.essence()).as(user.name()).isEqualTo(nobodys.essence());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> operatorsDoor_opensToOperatorsTokensOnly() {
    return forEach(
        Door.OPERATOR,
        method -> {
          assertRefused(wire.send(harmless(method)), 401, "signature-refused");
          foreignTokens()
              .forEach(
                  (name, token) -> {
                    Answer answer = wire.send(harmless(method).bearing(token));
                    assertRefused(answer, 401, "signature-refused");
                    Ask real = of(method, existingPath(method)).bearing(token);
                    assertThat(wire.send(real).essence()).as(name).isEqualTo(answer.essence());
                  });
          for (String token :
              List.of(
                  operator(Settings.OPERATOR_TOKEN), operator(Settings.SECOND_OPERATOR_TOKEN))) {
            assertThat(wire.send(harmless(method).bearing(token)).status()).isNotEqualTo(401);
          }
        });
  }

  private Map<String, String> foreignTokens() {
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("none", "x");
    tokens.put("wrong", operator(Settings.OPERATOR_TOKEN) + "x");
    tokens.put("a store's", auth(DemoStore.KIOSK.id(), MANAGER));
    tokens.put("the mall's", auth(DemoStore.MALL.id(), MANAGER));
    tokens.put("for the mall", auth("bakery", DemoStore.MALL.id()));
    return tokens;
  }

  @TestFactory
  Stream<DynamicTest> storesDoor_opensToStoresTokensOnly() {
    return forEach(
        Door.STORE,
        method -> {
          assertTokensRefused(method, MANAGER, DemoStore.MALL.id());
          for (String store : List.of("mall-1", "kiosk-1", "bakery")) {
            assertThat(wire.send(harmless(method).bearing(auth(store, MANAGER))).status())
                .isIn(200, 404);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> mallsDoor_opensToItsOwnTokensOnly() {
    String mallId = DemoStore.MALL.id();
    return forEach(
        Door.MALL,
        method -> {
          assertTokensRefused(method, mallId, MANAGER);
          for (String strange : List.of("kiosk-1", stranger().storeId())) {
            assertRefused(
                wire.send(harmless(method).bearing(auth(strange, mallId))),
                401,
                "signature-refused");
          }
          for (String store : List.of("mall-1", "bakery")) {
            assertThat(wire.send(harmless(method).bearing(auth(store, mallId))).status())
                .isIn(400, 404);
          }
        });
  }

  private void assertTokensRefused(Endpoints.Method method, String audience, String other) {
    Ask ask = harmless(method);
    assertRefused(wire.send(ask), 401, "signature-refused");
    assertRefused(wire.send(ask.with("Authorization", "Basic eDp5")), 401, "signature-refused");
    assertRefused(wire.send(ask.bearing("x")), 400, "message-malformed");
    assertRefused(
        wire.send(ask.bearing(operator(Settings.OPERATOR_TOKEN))), 400, "message-malformed");
    String message1 = stranger().request(1).compact();
    assertRefused(wire.send(ask.bearing(message1)), 400, "message-malformed");
    long now = mall.now();
    StoreAuth bakerys = new StoreAuth("bakery", audience, Till.newId(), now, now + 60);
    String unknown = Signed.by(SigningKey.generate(), bakerys).compact();
    assertRefused(wire.send(ask.bearing(unknown)), 401, "signature-refused");
    String thiefs = Signed.by(key("books"), bakerys).compact();
    assertRefused(wire.send(ask.bearing(thiefs)), 401, "signature-refused");
    assertRefused(wire.send(ask.bearing(auth("bakery", other))), 422, "message-refused");
    StoreAuth late = new StoreAuth("bakery", audience, Till.newId(), now - 400, now - 200);
    String expired = Signed.by(key("bakery"), late).compact();
    assertRefused(wire.send(ask.bearing(expired)), 422, "message-refused");
  }

  /** Where a message or a card proves who it is, and where nobody has to, no token counts. */
  @TestFactory
  Stream<DynamicTest> token_whereNoneIsAskedFor_changesNothing() {
    return Stream.of(Door.MESSAGE, Door.ANYBODY)
        .flatMap(
            door ->
                forEach(
                    door,
                    method -> {
                      Answer nobodys = wire.send(harmless(method));
                      for (String token :
                          List.of(
                              "x",
                              operator(Settings.OPERATOR_TOKEN),
                              auth("mall-1", MANAGER),
                              auth("bakery", "mall-1"))) {
                        assertThat(wire.send(harmless(method).bearing(token)).essence())
                            .isEqualTo(nobodys.essence());
                      }
                    }));
  }

  // --- what is another's

  /**
   * A question by somebody to whom the thing does not belong.
   *
   * @param ask makes the question of an id
   * @param theirs the id of what is another's
   * @param missing the id of nothing, of the same form
   */
  private record Probe(
      String method, String caller, Function<String, Ask> ask, String theirs, String missing) {}

  @TestFactory
  Stream<DynamicTest> anothers_isAnsweredAsWhatDoesNotExist() {
    return probes().stream()
        .map(
            probe ->
                DynamicTest.dynamicTest(
                    probe.method() + " by " + probe.caller(), () -> assertSame(probe)));
  }

  private void assertSame(Probe probe) {
    Answer theirs = wire.send(probe.ask().apply(probe.theirs()));
    Answer missing = wire.send(probe.ask().apply(probe.missing()));
    assertThat(said(theirs, probe.theirs())).isEqualTo(said(missing, probe.missing()));
    assertThat(theirs.status()).isLessThan(500).isNotIn(400, 401, 405, 406, 415);
  }

  /** Without the id that was asked for; what is made anew has an id and a time of its own. */
  private static String said(Answer answer, String asked) {
    String said = answer.essence().replace(asked, "…");
    return answer.status() == CREATED ? NEW.matcher(said).replaceAll("…") : said;
  }

  private List<Probe> probes() {
    List<Probe> probes = new ArrayList<>();
    readsOfSettlements(probes);
    messagesAboutSettlements(probes);
    messagesUnderUsedNames(probes);
    whatTheMallKeeps(probes);
    return probes;
  }

  private void readsOfSettlements(List<Probe> probes) {
    String api = "/store/api/v1/settlements";
    String shared = settlement("shared");
    for (String caller : List.of("kiosk-1", "bakery", "books", stranger().storeId())) {
      for (String part : List.of("", "/completion")) {
        probes.add(
            new Probe(
                "GET " + api + "/{id}" + part,
                caller,
                id -> Ask.of("GET", api + "/" + id + part).bearing(auth(caller, MANAGER)),
                shared,
                MISSING));
      }
      for (String parameter : List.of("requestId", "after")) {
        if (caller.equals("kiosk-1")) {
          continue; // It has a list of its own, which begins elsewhere after another id.
        }
        probes.add(
            new Probe(
                "GET " + api,
                caller,
                id ->
                    Ask.of("GET", api + "?" + parameter + "=" + id).bearing(auth(caller, MANAGER)),
                parameter.equals("after") ? shared : requestIdOf(shared),
                MISSING));
      }
    }
  }

  private void messagesAboutSettlements(List<Probe> probes) {
    String shared = settlement("shared");
    for (String caller : List.of("kiosk-1", stranger().storeId())) {
      probes.add(
          new Probe(
              "POST /store/api/v1/settlements/{id}/receipt",
              caller,
              id ->
                  signed(
                      caller, "/store/api/v1/settlements/" + id + "/receipt", receipt(caller, id)),
              shared,
              MISSING));
    }
    for (String caller : List.of("kiosk-1", stranger().storeId(), "flowers")) {
      probes.add(
          new Probe(
              "POST /store/api/v1/refunds",
              caller,
              id -> signed(caller, "/store/api/v1/refunds", refund(caller, id)),
              shared,
              MISSING));
    }
  }

  /** Names that stores make are their own: whether another has used one is not to be seen. */
  private void messagesUnderUsedNames(List<Probe> probes) {
    String used = requestIdOf(settlement("shared"));
    String kiosk = "kiosk-1";
    probes.add(
        new Probe(
            "POST /store/api/v1/cancellations",
            kiosk,
            id -> signed(kiosk, "/store/api/v1/cancellations", cancel(kiosk, id)),
            used,
            Till.newId()));
    MallApi.Party books = new MallApi.Party("books", key("books"));
    probes.add(
        new Probe(
            "POST /store/api/v1/orders",
            "books",
            id ->
                Ask.of("POST", MallApi.ORDERS)
                    .sending(JOSE, mallApi().order(books, id, 1, "x").compact()),
            bakerysOrder(),
            Till.newId()));
    Till till = stranger();
    probes.add(
        new Probe(
            "POST /store/api/v1/settlements",
            till.storeId(),
            id ->
                signed(
                    till.storeId(),
                    "/store/api/v1/settlements",
                    till.content(id, 1, List.of(Till.line(till.storeId(), 1)))),
            used,
            Till.newId()));
  }

  private void whatTheMallKeeps(List<Probe> probes) {
    String mallId = DemoStore.MALL.id();
    String order = bakerysOrder();
    for (String caller : List.of("books", mallId)) {
      probes.add(
          new Probe(
              "GET /store/api/v1/orders/{id}",
              caller,
              id -> Ask.of("GET", MallApi.ORDERS + "/" + id).bearing(auth(caller, mallId)),
              order,
              MISSING));
    }
    probes.add(
        new Probe(
            "POST /store/mall/v1/bundles",
            "books",
            id ->
                Ask.of("POST", "/store/mall/v1/bundles")
                    .bearing(auth("books", mallId))
                    .sending(
                        JSON,
                        Json.write(
                            Map.of("orders", List.of(Map.of("store", "bakery", "orderId", id))))),
            order,
            MISSING));
    probes.add(
        new Probe(
            "PUT /store/mall/v1/goods/{id}",
            "books",
            id ->
                Ask.of("PUT", "/store/mall/v1/goods/" + id)
                    .bearing(auth("books", mallId))
                    .sending(JSON, good()),
            "bakery-rye",
            "bakery-xyz"));
    probes.add(
        new Probe(
            "PUT /store/mall/v1/goods/{id}/picture",
            "books",
            id ->
                Ask.of("PUT", "/store/mall/v1/goods/" + id + "/picture")
                    .bearing(auth("books", mallId))
                    .sending("image/png", "x"),
            "bakery-rye",
            "bakery-xyz"));
    for (String store : List.of("bakery", "kiosk-1")) {
      probes.add(
          new Probe(
              "PUT /store/mall/v1/stores/{id}",
              "books",
              id ->
                  Ask.of("PUT", "/store/mall/v1/stores/" + id)
                      .bearing(auth("books", mallId))
                      .sending(JSON, Json.write(Map.of("description", "x", "shown", true))),
              store,
              "nobody"));
    }
  }

  // --- what no method takes

  @TestFactory
  Stream<DynamicTest> verb_thatAPathDoesNotKnow_isRefused() {
    Map<String, Set<String>> verbs =
        BUILT.methods().values().stream()
            .collect(
                Collectors.groupingBy(
                    Endpoints.Method::path,
                    Collectors.mapping(Endpoints.Method::verb, Collectors.toSet())));
    return verbs.entrySet().stream()
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path.getKey(),
                    () -> {
                      for (String verb : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
                        if (!path.getValue().contains(verb)) {
                          Answer answer = wire.send(proven(Ask.of(verb, filled(path.getKey()))));
                          assertRefused(answer, 405, "method-not-allowed");
                          assertThat(answer.header("allow").orElse("")).contains(path.getValue());
                        }
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> body_ofAnotherType_isRefused() {
    return forEach(
        method -> {
          if (!method.consumes().isEmpty()) {
            Ask ask = proven(Ask.of(method.verb(), filled(method.path())));
            for (String type : List.of("text/plain", "application/xml", "")) {
              assertRefused(wire.send(ask.sending(type, "x")), 415, "unsupported-media-type");
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> answer_ofAnotherType_isRefused() {
    return forEach(
        method -> {
          if (!method.produces().isEmpty()) {
            Ask ask = proven(harmless(method)).with("Accept", "image/gif");
            assertRefused(wire.send(ask), 406, "not-acceptable");
          }
        });
  }

  /** The stable document, and nothing of a page. */
  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("content-type").orElse("")).startsWith("application/problem+json");
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body())
        .contains(
            "\"type\":\"urn:fiveseal:error:" + code + "\"",
            "\"status\":" + status,
            "\"title\"",
            "\"detail\"")
        .doesNotContain("Exception", "fiveseal.", "<");
    assertThat(answer.header("set-cookie")).isEmpty();
    assertThat(answer.header("location")).isEmpty();
  }

  // --- servlets

  /** Whoever asks is answered alike; only the names in a page differ. */
  @TestFactory
  Stream<DynamicTest> servlet_askedForNothing_isThereForThoseWhomItIsFor() {
    return BUILT.servlets().entrySet().stream()
        .filter(
            servlet -> !servlet.getValue().isEmpty() && !servlet.getKey().equals("/store/logout"))
        .map(
            servlet ->
                DynamicTest.dynamicTest(
                    servlet.getKey(), () -> asked(servlet.getKey(), servlet.getValue())));
  }

  private void asked(String address, Set<String> verbs) {
    List<String> users = PageTable.users(EndpointTable.SERVLETS.get(address));
    boolean ofSomething = PageTable.ofSomething().containsKey(address.replace("/store", ""));
    for (String verb : verbs) {
      Ask ask = ofNothing(verb, address);
      Answer nobodys = wire.send(ask);
      for (DemoUser user : DemoUser.ALL) {
        Answer answer = wire.send(ask.with("Cookie", cookie(user)));
        if (!users.contains(user.name())) {
          assertThat(answer.status()).as(user.name()).isEqualTo(404);
        } else if (users.contains(PageTable.NOBODY)) {
          assertThat(answer.status()).as(user.name()).isEqualTo(nobodys.status()).isIn(302, 404);
          assertThat(answer.header("location")).isEqualTo(nobodys.header("location"));
          assertThat(answer.headers()).doesNotContainKey("set-cookie");
        } else {
          assertThat(answer.status()).as(user.name()).isEqualTo(ofSomething ? 404 : 200);
        }
      }
    }
  }

  /** A verb that a servlet does not know is a page for readers, which tells nothing. */
  @TestFactory
  Stream<DynamicTest> servlet_askedOtherwise_isAPage() {
    return BUILT.servlets().entrySet().stream()
        .filter(servlet -> !servlet.getValue().isEmpty())
        .map(
            servlet ->
                DynamicTest.dynamicTest(
                    servlet.getKey(),
                    () -> {
                      for (String verb : List.of("GET", "POST", "PUT", "DELETE")) {
                        if (!servlet.getValue().contains(verb)) {
                          Ask ask = ofNothing(verb, servlet.getKey());
                          String who =
                              servlet.getKey().contains("/operator/") ? "operator-1" : "mall-admin";
                          Answer answer = wire.send(ask.with("Cookie", cookie(user(who))));
                          assertThat(answer.status()).as(verb).isEqualTo(405);
                          assertThat(answer.header("content-type").orElse(""))
                              .startsWith("text/html");
                          assertThat(answer.body()).doesNotContain("Exception", "at fiveseal.");
                        }
                      }
                    }));
  }

  @Test
  void addressOfRefusals_asASite_isNotThere() {
    for (String root : List.of("/store", "/client", "/card-sim")) {
      assertThat(wire.send(Ask.of("GET", root + "/error")).status()).isEqualTo(404);
    }
  }

  /** What names something names nothing that there is; forms come as browsers send them. */
  private static Ask ofNothing(String verb, String address) {
    String path = address.replace("*", "0".repeat(64) + ".png");
    if (verb.equals("GET")) {
      return Ask.of(verb, path + "?id=" + MISSING + "&order=" + MISSING);
    }
    return Ask.of(verb, path)
        .sending(
            "application/x-www-form-urlencoded",
            "good=missing&quantity=1&seen=1&order=" + MISSING + "&id=" + MISSING);
  }

  // --- questions

  /** A question that is refused, or tells nothing, and changes nothing whoever asks it. */
  private static Ask harmless(Endpoints.Method method) {
    return of(method, filled(method.path()));
  }

  private static Ask of(Endpoints.Method method, String path) {
    Ask ask = Ask.of(method.verb(), path);
    if (method.consumes().isEmpty()) {
      return ask;
    }
    String type = method.consumes().iterator().next();
    return switch (type) {
      case JOSE -> ask.sending(JOSE, "a.b.c");
      case JSON -> ask.sending(JSON, UNKNOWN_MEMBER);
      default -> ask.sending(type, "x");
    };
  }

  private static String filled(String path) {
    return path.replace("{kid}", KID).replace("{currency}", "XXX").replaceAll("\\{[^}]*}", MISSING);
  }

  /** The same path of what there is, where there is something. */
  private String existingPath(Endpoints.Method method) {
    return method
        .path()
        .replace("{kid}", key("bakery").kid())
        .replace("{currency}", Mall.CURRENCY)
        .replace("/stores/{id}", "/stores/bakery")
        .replaceAll("\\{[^}]*}", settlement("shared"));
  }

  /** With a token, where the path wants one before it looks at anything. */
  private Ask proven(Ask ask) {
    return ask.path().startsWith("/store/operator/")
        ? ask.bearing(operator(Settings.OPERATOR_TOKEN))
        : ask;
  }

  // --- those who ask

  private Till stranger() {
    if (stranger == null) {
      stranger = Till.ofNewStore(mall);
    }
    return stranger;
  }

  private SigningKey key(String store) {
    return store.equals(stranger().storeId())
        ? stranger().key()
        : mall.key(
            DemoStore.ALL.stream().filter(one -> one.id().equals(store)).findFirst().orElseThrow());
  }

  private String auth(String store, String audience) {
    long now = mall.now();
    return Signed.by(key(store), new StoreAuth(store, audience, Till.newId(), now, now + 60))
        .compact();
  }

  private static String operator(String which) {
    return TestFolder.secrets(TestFolder.folder()).of(which);
  }

  private String cookie(DemoUser user) {
    return COOKIES.computeIfAbsent(
        user.name(),
        name ->
            mall.session(user).cookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
  }

  private static DemoUser user(String name) {
    return DemoUser.ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  // --- what they ask about

  private String settlement(String which) {
    return PageSubjects.of(mall).settlement(which);
  }

  private String requestIdOf(String settlement) {
    return mall.http()
        .get("/store/api/v1/settlements/" + settlement, auth("mall-1", MANAGER))
        .require(200)
        .json()
        .text("requestId");
  }

  private MallApi mallApi() {
    return mall.shop().mall();
  }

  private String bakerysOrder() {
    String id = Till.newId();
    MallApi.Party bakery = new MallApi.Party("bakery", key("bakery"));
    mallApi().send(mallApi().order(bakery, id, 1, "x")).require(201);
    return id;
  }

  private Ask signed(String store, String path, Message message) {
    return Ask.of("POST", path).sending(JOSE, Signed.by(key(store), message).compact());
  }

  private SettlementReceipt receipt(String store, String settlement) {
    return new SettlementReceipt(
        store,
        MANAGER,
        settlement,
        "r-1",
        Base64Url.encode(new byte[32]),
        "R-1",
        Amount.of(200, Mall.CURRENCY),
        List.of(new ReceiptLine(store, 200, "R-1-1")),
        mall.now());
  }

  private RefundRequest refund(String store, String settlement) {
    long now = mall.now();
    return new RefundRequest(
        store,
        MANAGER,
        Till.newId(),
        settlement,
        Amount.of(1, Mall.CURRENCY),
        List.of(new RefundLine(store, 1)),
        now,
        now + 60);
  }

  private CancelRequest cancel(String store, String request) {
    long now = mall.now();
    return new CancelRequest(store, MANAGER, request, now, now + 60);
  }

  private static String good() {
    Map<String, Object> good = new LinkedHashMap<>();
    good.put("store", "bakery");
    good.put("name", "x");
    good.put("description", "");
    good.put("amount", 1);
    good.put("currency", Mall.CURRENCY);
    good.put("state", "WITHDRAWN");
    return Json.write(good);
  }
}
