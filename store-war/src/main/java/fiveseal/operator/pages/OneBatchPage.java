package fiveseal.operator.pages;

import fiveseal.manager.BatchImport;
import fiveseal.manager.CardBatchView;
import fiveseal.manager.CardBatches;
import fiveseal.manager.Role;
import fiveseal.manager.http.Answers;
import fiveseal.operator.BatchReports;
import fiveseal.web.Acts;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One batch of cards: released, sent, reported, closed. */
@Named("oneBatchPage")
@ViewScoped
public class OneBatchPage implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int REPORT_BYTES_MAX = 2 * 1024 * 1024;
  private static final int REFUSED_SHOWN = 100;
  private static final String PAGE = "batch";

  @EJB private CardBatches batches;
  @Inject private CurrentLogin login;

  private String id;
  private transient CardBatchView batch;
  private transient BatchImport imported;
  private transient Part file;

  /** Reads it, so that what does not exist is not found. */
  public void load() {
    batch = batches.one(login.login(), id == null ? "" : id);
  }

  public CardBatchView getBatch() {
    if (batch == null) {
      load();
    }
    return batch;
  }

  /** Whether this login may be the second operator. */
  public boolean isMayApprove() {
    return login.isMayAct() && getBatch().mayBeApprovedBy(login.getName());
  }

  /** The second operator's word. */
  @Acts(Role.OPERATOR)
  public void approve() {
    batch = null;
    batches.approve(login.login(), id);
    PageMoves.done("batch.approved", PAGE, "id", id);
  }

  /** Gives the file for the bureau. */
  @Acts(Role.OPERATOR)
  public void fetch() {
    String jwe = batches.file(login.login(), id);
    PageMoves.file("batch-" + id + ".jwe", Answers.JOSE, jwe.getBytes(StandardCharsets.US_ASCII));
  }

  /** Imports what was chosen, and tells what came of it. */
  @Acts(Role.OPERATOR)
  public void report() {
    batch = null;
    if (file == null || file.getSize() == 0 || file.getSize() > REPORT_BYTES_MAX) {
      PageMoves.refused("batch.noFile");
      return;
    }
    imported = batches.report(login.login(), id, BatchReports.either(bytes()));
  }

  private byte[] bytes() {
    try (InputStream in = file.getInputStream()) {
      return in.readNBytes(REPORT_BYTES_MAX);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Acts(Role.OPERATOR)
  public void close() {
    batch = null;
    batches.close(login.login(), id);
    PageMoves.done("batch.closed", PAGE, "id", id);
  }

  /** What the report that was sent just now did; null if none was. */
  public BatchImport getImported() {
    return imported;
  }

  /** The first lines that were refused. */
  public List<BatchImport.Refused> getRefused() {
    return imported == null ? List.of() : imported.refused().stream().limit(REFUSED_SHOWN).toList();
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public Part getFile() {
    return file;
  }

  public void setFile(Part file) {
    this.file = file;
  }
}
