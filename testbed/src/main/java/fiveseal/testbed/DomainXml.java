package fiveseal.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Changes Payara's configuration for one machine: as delivered, it listens on every address, with
 * IIOP, JMX, JMS, TLS under a public key and an OSGi shell, and answers with five threads.
 */
final class DomainXml {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String HTTP_THREADS = "64";

  private final Document document;
  private final Element server;

  private DomainXml(Document document) {
    this.document = document;
    this.server = named(document.getDocumentElement(), "config", "server-config");
  }

  /** Reads one file and writes the other. */
  static void patch(Path delivered, Path changed, Ports ports) throws IOException {
    try (InputStream in = Files.newInputStream(delivered)) {
      Document document =
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in);
      DomainXml xml = new DomainXml(document);
      xml.listeners(ports);
      xml.http();
      xml.services();
      xml.dataGrid(ports.dataGrid());
      xml.threads();
      xml.java();
      try (OutputStream out = Files.newOutputStream(changed)) {
        TransformerFactory.newDefaultInstance()
            .newTransformer()
            .transform(new DOMSource(document), new StreamResult(out));
      }
    } catch (ParserConfigurationException | SAXException | TransformerException e) {
      throw new IOException("Payara's " + delivered + " cannot be understood", e);
    }
  }

  private void listeners(Ports ports) {
    for (Element listener : all(server, "network-listener")) {
      listener.setAttribute("address", LOOPBACK);
    }
    port("http-listener-1", ports.http());
    port("admin-listener", ports.admin());
    named(server, "network-listener", "http-listener-2").setAttribute("enabled", "false");
  }

  /** No version in headers; a body where none is defined is the application's to refuse. */
  private void http() {
    for (Element http : all(server, "http")) {
      http.setAttribute("xpowered-by", "false");
      http.setAttribute("server-header", "false");
      http.setAttribute("allow-payload-for-undefined-http-methods", "true");
    }
  }

  private void port(String listener, int port) {
    named(server, "network-listener", listener).setAttribute("port", Integer.toString(port));
  }

  private void services() {
    for (Element listener : all(server, "iiop-listener")) {
      listener.setAttribute("address", LOOPBACK);
      listener.setAttribute("enabled", "false");
    }
    for (Element connector : all(server, "jmx-connector")) {
      connector.setAttribute("address", LOOPBACK);
      connector.setAttribute("enabled", "false");
    }
    Element jms = document.createElement("jms-service");
    jms.setAttribute("type", "DISABLED");
    server.appendChild(jms);
  }

  private void dataGrid(int port) {
    for (Element grid : all(document.getDocumentElement(), "hazelcast-runtime-configuration")) {
      grid.setAttribute("interface", LOOPBACK);
      grid.setAttribute("das-bind-address", LOOPBACK);
      grid.setAttribute("das-public-address", LOOPBACK);
      grid.setAttribute("das-port", Integer.toString(port));
      grid.setAttribute("start-port", Integer.toString(port));
      // Other malls and other people's servers on this machine are none of its business.
      grid.setAttribute("cluster-mode", "tcpip");
      grid.setAttribute("tcpip-members", LOOPBACK + ":" + port);
    }
  }

  private void threads() {
    Element pool = named(server, "thread-pool", "http-thread-pool");
    pool.setAttribute("max-thread-pool-size", HTTP_THREADS);
    pool.setAttribute("min-thread-pool-size", "8");
  }

  private void java() {
    Element java = all(server, "java-config").get(0);
    for (Element option : all(java, "jvm-options")) {
      String value = option.getTextContent();
      if (value.startsWith("-Xmx")) {
        option.setTextContent("-Xmx1g");
      } else if (value.startsWith("-Dorg.glassfish.additionalOSGiBundlesToStart=")) {
        option.setTextContent(value.replace(",org.apache.felix.shell.remote", ""));
      }
    }
    option(java, "-Dhazelcast.socket.bind.any=false");
    // A token that was away is found again without a restart only by a library begun again.
    option(java, "--add-opens=jdk.crypto.cryptoki/sun.security.pkcs11=ALL-UNNAMED");
    option(java, "--add-opens=jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED");
  }

  private void option(Element java, String value) {
    Element option = document.createElement("jvm-options");
    option.setTextContent(value);
    java.appendChild(option);
  }

  private static Element named(Element parent, String tag, String name) {
    for (Element element : all(parent, tag)) {
      if (element.getAttribute("name").equals(name)) {
        return element;
      }
    }
    throw new IllegalStateException("Payara's domain.xml has no " + tag + " " + name);
  }

  private static List<Element> all(Element parent, String tag) {
    NodeList found = parent.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      Node node = found.item(i);
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
