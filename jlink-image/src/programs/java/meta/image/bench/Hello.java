package meta.image.bench;

/** Prints one word. The benchmark compares cold calls with this smallest Java program. */
public final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
