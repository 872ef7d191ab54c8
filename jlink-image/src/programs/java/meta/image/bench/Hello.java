package meta.image.bench;

/** The smallest program: every cold start is compared with it. */
public final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
