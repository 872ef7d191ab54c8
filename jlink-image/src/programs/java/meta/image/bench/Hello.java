package meta.image.bench;

/** Prints one word, for comparison with cold calls. */
public final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
