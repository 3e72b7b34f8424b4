package fiveseal.storedevice.cli;

/** The program's exit codes, for scripts. */
enum Exit {
  OK(0),
  /** Something is wrong in this program or on this machine. */
  FAILED(1),
  /** The command line is wrong. */
  USAGE(2),
  /** The manager or this device refused; goods stay. */
  REFUSED(3),
  /** No answer from the manager; run the same command again. */
  UNREACHABLE(4),
  /** Not paid yet; run the same command again. */
  NOT_YET(5),
  /** The settlement ended without payment. */
  ENDED(6);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
