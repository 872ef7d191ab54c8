package meta.image.lowering;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/**
 * A static method to add to a class, in place of an {@code invokedynamic} instruction or a call of a JDK method.
 *
 * @param name the name, with a {@code $}, so that it differs from the names of methods in the source
 * @param type the type of the replaced call; if that was a call on an object, the object is the first parameter
 * @param body writes the instructions
 */
record PlainMethod(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    private static final int FLAGS = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    void addTo(ClassBuilder builder) {
        builder.withMethodBody(name, type, FLAGS, body);
    }
}
