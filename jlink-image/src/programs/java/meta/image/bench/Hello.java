package meta.image.bench;

/** A program that prints one word. The benchmark compares cold calls with it. */
public final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
