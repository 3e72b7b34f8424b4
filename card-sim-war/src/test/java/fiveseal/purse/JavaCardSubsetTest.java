package fiveseal.purse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The applet's class files hold nothing that a card does not have, so that it converts. */
class JavaCardSubsetTest {
  private static final Path CLASSES = Path.of("target", "classes", "fiveseal", "purse");
  private static final Map<Path, String> TEXTS = new ConcurrentHashMap<>();
  private static final Set<String> BASIC_TYPES =
      Set.of("java/lang/Object", "java/lang/Throwable", "java/lang/Exception");

  private static final Pattern CLASS_REFERENCE =
      Pattern.compile("= Class\\s+#\\d+\\s+// \"?\\[*L?([^\\s;\"]+)");
  private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+);");

  /** A descriptor of a field or method, here or referred to, or of a local variable. */
  private static final Pattern DESCRIPTOR =
      Pattern.compile(
          "descriptor: (\\S+)$"
              + "|= NameAndType .*:(\\S+)$"
              + "|^\\s+\\d+\\s+\\d+\\s+\\d+\\s+\\w+\\s+(\\S+)$");

  private static final Pattern FOREIGN_INSTRUCTION =
      Pattern.compile(
          "\\d+: (l(add|sub|mul|div|rem|neg|shl|shr|ushr|and|or|xor|const_\\d|load\\w*|store\\w*"
              + "|cmp|return|aload|astore)|f\\w+|d(add|sub|mul|div|rem|neg|const_\\d|load\\w*"
              + "|store\\w*|cmp\\w|return|aload|astore)|i2[lfdc]|ldc\\w*|invokedynamic|"
              + "multianewarray|monitor\\w+|newarray\\s+(int|long|float|double|char)|"
              + "c[as]load|castore|i[a]load|iastore)\\b");

  @Test
  void purse_refersToCardTypesOnly() throws IOException {
    for (Path file : classFiles()) {
      String text = javap(file);
      Set<String> types = new TreeSet<>();
      collect(types, CLASS_REFERENCE.matcher(text));
      descriptors(text).forEach(one -> collect(types, TYPE_IN_DESCRIPTOR.matcher(one)));
      assertThat(types)
          .as(file.toString())
          .allMatch(
              type ->
                  type.startsWith("javacard/")
                      || type.startsWith("javacardx/")
                      || type.startsWith("fiveseal/purse/")
                      || BASIC_TYPES.contains(type));
    }
  }

  @Test
  void purse_hasNoTypeOrInstructionThatACardLacks() throws IOException {
    for (Path file : classFiles()) {
      String text = javap(file);
      assertThat(text)
          .as(file.toString())
          .contains("major version: 52")
          .doesNotContain("= String ", "= Long ", "= Float ", "= Double ");
      assertThat(text.lines().filter(line -> FOREIGN_INSTRUCTION.matcher(line).find()))
          .as(file.toString())
          .isEmpty();
      assertThat(descriptors(text)).as(file.toString()).noneMatch(JavaCardSubsetTest::isForeign);
    }
  }

  /** int, long, float, double, char, or an array of arrays. */
  private static boolean isForeign(String descriptor) {
    String primitives = TYPE_IN_DESCRIPTOR.matcher(descriptor).replaceAll("");
    return Pattern.compile("[IJFDC]|\\[\\[").matcher(primitives).find();
  }

  private static List<String> descriptors(String text) {
    List<String> found = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = DESCRIPTOR.matcher(line);
      if (matcher.find()) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
          if (matcher.group(group) != null) {
            found.add(matcher.group(group));
          }
        }
      }
    }
    return found;
  }

  @Test
  void purse_hasNoChangingStatics() throws IOException {
    for (Path file : classFiles()) {
      List<String> lines = javap(file).lines().toList();
      for (int i = 0; i + 2 < lines.size(); i++) {
        boolean field =
            lines.get(i + 1).contains("descriptor: ") && !lines.get(i).matches(".*[({].*");
        if (field && lines.get(i + 2).contains("ACC_STATIC")) {
          assertThat(lines.get(i + 2)).as("%s: %s", file, lines.get(i)).contains("ACC_FINAL");
        }
      }
    }
  }

  @Test
  void check_noticesWhatACardLacks() throws IOException {
    String text = javap(Path.of("target", "classes", "fiveseal", "cardsim", "Fault.class"));
    Set<String> types = new TreeSet<>();
    collect(types, CLASS_REFERENCE.matcher(text));
    assertThat(types).contains("java/lang/Record");
    assertThat(text.lines().anyMatch(line -> FOREIGN_INSTRUCTION.matcher(line).find())).isTrue();
    assertThat(text).contains("= String ");
    assertThat(descriptors(text)).anyMatch(JavaCardSubsetTest::isForeign);
  }

  private static void collect(Set<String> types, Matcher matcher) {
    while (matcher.find()) {
      String type = matcher.group(1);
      if (type.length() > 1) {
        types.add(type);
      }
    }
  }

  private static List<Path> classFiles() throws IOException {
    try (Stream<Path> files = Files.list(CLASSES)) {
      List<Path> classes =
          files.filter(file -> !file.endsWith("package-info.class")).sorted().toList();
      assertThat(classes).hasSizeGreaterThan(5);
      return classes;
    }
  }

  private static String javap(Path classFile) {
    return TEXTS.computeIfAbsent(classFile, JavaCardSubsetTest::disassemble);
  }

  private static String disassemble(Path classFile) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
    int status = javap.run(writer, writer, "-v", "-p", "-l", classFile.toString());
    writer.flush();
    assertThat(status).as(out.toString()).isZero();
    return out.toString();
  }
}
