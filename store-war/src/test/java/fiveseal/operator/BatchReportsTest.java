package fiveseal.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.manager.BatchReport;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReportsTest {
  private static final String HEAD = "batchId,cardNumber,checkValue,result\r\n";
  private static final BatchReport READ =
      new BatchReport(
          "b1",
          List.of(
              new BatchReport.Line("9392000000000015", "00aa", "PERSONALIZED"),
              new BatchReport.Line("?", "", "SPOILT")));

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void json_andCsv_areReadAlike() {
    String json =
        "{\"batchId\":\"b1\",\"cards\":[{\"cardNumber\":\"9392000000000015\",\"checkValue\":\"00aa\","
            + "\"result\":\"PERSONALIZED\"},{\"cardNumber\":\"?\",\"checkValue\":\"\","
            + "\"result\":\"SPOILT\"}]}";
    String csv = HEAD + "b1,9392000000000015,00aa,PERSONALIZED\r\nb1,?,,SPOILT\r\n";

    assertThat(BatchReports.json(bytes(json))).isEqualTo(READ);
    assertThat(BatchReports.csv(bytes(csv))).isEqualTo(READ);
    assertThat(BatchReports.csv(bytes("\uFEFF" + csv))).isEqualTo(READ);
    assertThat(BatchReports.either(bytes("\n" + json))).isEqualTo(READ);
    assertThat(BatchReports.either(bytes(csv))).isEqualTo(READ);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        HEAD,
        "cardNumber,batchId,checkValue,result\r\nb1,1,2,3\r\n",
        HEAD + "b1,1,2\r\n",
        HEAD + "b1,1,2,3,4\r\n",
        HEAD + "b1,1,2,3\r\nb2,1,2,3\r\n",
        HEAD + "b1,\"1,2,3\r\n",
        "{\"batchId\":\"b1\",\"cards\":[{\"cardNumber\":\"1\"}]}",
        "{\"batchId\":\"b1\",\"cards\":[],\"more\":1}",
        "{\"cards\":[]}"
      })
  void report_whenNotItsForm_isMalformed(String file) {
    assertThatThrownBy(() -> BatchReports.either(bytes(file)))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_MALFORMED));
  }

  @Test
  void csv_ofForeignBytes_isMalformed() {
    byte[] file = bytes(HEAD + "b1,1,2,X");
    file[file.length - 1] = (byte) 0xFF;
    assertThatThrownBy(() -> BatchReports.csv(file)).isInstanceOf(ProtocolException.class);
  }
}
