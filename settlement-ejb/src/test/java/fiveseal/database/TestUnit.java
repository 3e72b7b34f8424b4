package fiveseal.database;

import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Production's persistence unit without a container: its properties, over another data source. */
final class TestUnit implements PersistenceUnitInfo {
  private static final String DESCRIPTOR = "META-INF/persistence.xml";

  private final PersistenceUnitTransactionType transactions;
  private final DataSource source;
  private final List<Class<?>> classes;

  /**
   * @param transactions who begins and ends them; in production it is the container
   */
  TestUnit(PersistenceUnitTransactionType transactions, DataSource source, List<Class<?>> classes) {
    this.transactions = transactions;
    this.source = source;
    this.classes = classes;
  }

  @Override
  public String getPersistenceUnitName() {
    return "fiveseal-test";
  }

  @Override
  public String getPersistenceProviderClassName() {
    return null;
  }

  @Override
  public PersistenceUnitTransactionType getTransactionType() {
    return transactions;
  }

  @Override
  public DataSource getJtaDataSource() {
    return transactions == PersistenceUnitTransactionType.JTA ? source : null;
  }

  @Override
  public DataSource getNonJtaDataSource() {
    return transactions == PersistenceUnitTransactionType.JTA ? null : source;
  }

  @Override
  public List<String> getMappingFileNames() {
    return List.of();
  }

  @Override
  public List<URL> getJarFileUrls() {
    return List.of();
  }

  @Override
  public URL getPersistenceUnitRootUrl() {
    return getClass().getProtectionDomain().getCodeSource().getLocation();
  }

  @Override
  public List<String> getManagedClassNames() {
    return classes.stream().map(Class::getName).toList();
  }

  @Override
  public boolean excludeUnlistedClasses() {
    return true;
  }

  @Override
  public SharedCacheMode getSharedCacheMode() {
    return SharedCacheMode.NONE;
  }

  @Override
  public ValidationMode getValidationMode() {
    return ValidationMode.NONE;
  }

  @Override
  public Properties getProperties() {
    Properties properties = new Properties();
    try (InputStream descriptor = getClassLoader().getResourceAsStream(DESCRIPTOR)) {
      NodeList stated =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(descriptor)
              .getElementsByTagName("property");
      for (int i = 0; i < stated.getLength(); i++) {
        Element property = (Element) stated.item(i);
        properties.setProperty(property.getAttribute("name"), property.getAttribute("value"));
      }
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(DESCRIPTOR + " cannot be read", e);
    }
    return properties;
  }

  @Override
  public String getPersistenceXMLSchemaVersion() {
    return "3.0";
  }

  @Override
  public ClassLoader getClassLoader() {
    return getClass().getClassLoader();
  }

  @Override
  public void addTransformer(ClassTransformer transformer) {
    // Nothing is woven here.
  }

  @Override
  public ClassLoader getNewTempClassLoader() {
    return getClassLoader();
  }
}
