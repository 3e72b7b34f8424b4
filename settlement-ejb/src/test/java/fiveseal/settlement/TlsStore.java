package fiveseal.settlement;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A store by https on the loopback, whose certificate is for one name, and who trusts it. */
final class TlsStore implements AutoCloseable {
  private static final char[] NO_PASSWORD = {};

  private final List<String> names = new CopyOnWriteArrayList<>();
  private final SSLContext trusting;
  private final StoreServer server;

  TlsStore(String name) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair key = generator.generateKeyPair();
    X509Certificate certificate = certificate(name, key);
    trusting = trusting(certificate);
    SSLServerSocket socket =
        (SSLServerSocket)
            serving(key, certificate)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setSNIMatchers(List.of(new Recorder()));
    socket.setSSLParameters(parameters);
    byte[] ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    server = new StoreServer(socket, out -> out.write(ok), false);
  }

  /** Takes every name and remembers it. */
  private final class Recorder extends SNIMatcher {
    Recorder() {
      super(StandardConstants.SNI_HOST_NAME);
    }

    @Override
    public boolean matches(SNIServerName name) {
      names.add(((SNIHostName) name).getAsciiName());
      return true;
    }
  }

  private static X509Certificate certificate(String name, KeyPair key)
      throws IOException, OperatorCreationException, GeneralSecurityException {
    X500Name subject = new X500Name("CN=" + name);
    Instant now = Instant.now();
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    subject,
                    BigInteger.ONE,
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(Duration.ofDays(1))),
                    subject,
                    key.getPublic())
                .addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, name)))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
  }

  private static SSLContext serving(KeyPair key, X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("it", key.getPrivate(), NO_PASSWORD, new X509Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusting(X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("it", certificate);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  int port() {
    return server.port();
  }

  /** The names that clients asked for in their handshakes. */
  List<String> names() {
    return names;
  }

  /** Pushes as a client that trusts the certificate and resolves every name to this server. */
  CompletionPush.Answer pushTo(String host) throws IOException {
    CheckedResolver here =
        new CheckedResolver(
            new SystemDefaultDnsResolver() {
              @Override
              public InetAddress[] resolve(String name) {
                return new InetAddress[] {InetAddress.getLoopbackAddress()};
              }
            },
            address -> true);
    try (CompletionPush push = new CompletionPush(here, trusting, Duration.ofSeconds(5), 1)) {
      return push.push(URI.create("https://" + host + ":" + port() + "/"), "a.b.c");
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
