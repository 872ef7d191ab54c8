package meta.image.bench;

/** The least that a JVM can do: the yardstick of every cold start. */
public final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
