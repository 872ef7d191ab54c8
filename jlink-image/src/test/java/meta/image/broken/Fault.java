package meta.image.broken;

/** What faulty code of a third-party step does. */
enum Fault {
    CHECKED(
            "throw AcmeStep.<RuntimeException>sneaky(new java.io.IOException(\"no luck\"));",
            "java.io.IOException: no luck"),
    UNCHECKED("throw new IllegalStateException(\"no luck\");", "java.lang.IllegalStateException: no luck"),
    ERROR("throw new Error(\"no luck\");", "java.lang.Error: no luck"),
    OUT_OF_MEMORY("throw new OutOfMemoryError(\"no luck\");", "out of memory"),
    STACK_OVERFLOW("return AcmeStep.<T>fault();", "java.lang.StackOverflowError"),
    LOOP("for (;;) Thread.onSpinWait();", "did not return within "),
    WAIT("for (;;) Thread.sleep(600_000);", "did not return within "),
    EXIT("System.exit(0); return null;", "has called System.exit"),
    HALT("Runtime.getRuntime().halt(" + Outcome.HALTED + "); return null;", ""),
    THREAD(
            "Thread more = new Thread(() -> { for (;;) java.util.concurrent.locks.LockSupport.park(); });"
                    + " more.setDaemon(false); more.start(); return null;",
            ""),
    NULL("return null;", "java.lang.NullPointerException");

    private final String body;
    private final String text;

    /**
     * @param body the body of a method with a result of type {@code T}
     * @param text a text that the error of a call contains; empty if no call reports an error
     */
    Fault(String body, String text) {
        this.body = body;
        this.text = text;
    }

    String body() {
        return body;
    }

    String text() {
        return text;
    }

    boolean isEndless() {
        return this == LOOP || this == WAIT;
    }
}
