package fiveseal.testbed.simulator.world;

import fiveseal.manager.AdminTrail;
import fiveseal.settlement.PaymentDesk;
import fiveseal.store.AllowedHosts;
import fiveseal.testbed.simulator.container.BeanCatalog;
import fiveseal.testbed.simulator.database.Schema;
import fiveseal.testbed.simulator.database.StatementCache;
import fiveseal.testbed.simulator.sql.NotSimulated;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** What all worlds share of the product: its classes, its schema, its statements once read. */
public final class Product {
  private final BeanCatalog catalog = new BeanCatalog(PaymentDesk.class);
  private final Schema schema = Schema.ofMigrations();
  private final StatementCache statements = new StatementCache(catalog.entities(), schema);
  private final byte[] certificate = makeCertificate();
  private final AllowedHosts anyHost = makeAnyHost();
  private final Event<?> events =
      (Event<?>)
          Proxy.newProxyInstance(
              Product.class.getClassLoader(),
              new Class<?>[] {Event.class},
              (proxy, method, arguments) -> {
                throw new NotSimulated("an event: " + method);
              });
  private final AdminTrail trail = (AdminTrail) silent(AdminTrail.class);
  private final MetricRegistry metrics = (MetricRegistry) silent(MetricRegistry.class);

  BeanCatalog catalog() {
    return catalog;
  }

  Schema schema() {
    return schema;
  }

  StatementCache statements() {
    return statements;
  }

  /** No list of hosts: every address that is allowed at all. */
  AllowedHosts anyHost() {
    return anyHost;
  }

  private static AllowedHosts makeAnyHost() {
    try {
      Constructor<AllowedHosts> byList = AllowedHosts.class.getDeclaredConstructor(Optional.class);
      byList.setAccessible(true);
      return byList.newInstance(Optional.empty());
    } catch (ReflectiveOperationException e) {
      throw new NotSimulated(e);
    }
  }

  /** Events that nothing in the simulated world fires. */
  Event<?> events() {
    return events;
  }

  /** Takes everything and keeps nothing. */
  AdminTrail trail() {
    return trail;
  }

  MetricRegistry metrics() {
    return metrics;
  }

  /** Some certificate, since the register of keys wants one; its key signs nothing. */
  byte[] certificate() {
    return certificate.clone();
  }

  private static byte[] makeCertificate() {
    try {
      BouncyCastleProvider provider = new BouncyCastleProvider();
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      X500Principal name = new X500Principal("CN=simulated");
      return new JcaX509v3CertificateBuilder(
              name,
              BigInteger.ONE,
              Date.from(Instant.parse("2020-01-01T00:00:00Z")),
              Date.from(Instant.parse("2040-01-01T00:00:00Z")),
              name,
              pair.getPublic())
          .build(
              new JcaContentSignerBuilder("SHA256withECDSA")
                  .setProvider(provider)
                  .build(pair.getPrivate()))
          .getEncoded();
    } catch (GeneralSecurityException | OperatorCreationException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes every call and says nothing; what it gives is as silent. */
  private static Object silent(Class<?> type) {
    return Proxy.newProxyInstance(
        Product.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          Class<?> wanted = method.getReturnType();
          if (wanted == long.class) {
            return 0L;
          }
          return wanted.isInterface() ? silent(wanted) : null;
        });
  }
}
