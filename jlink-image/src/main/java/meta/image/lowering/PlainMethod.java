package meta.image.lowering;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/**
 * A static method that does what the target of an {@code invokedynamic} call site would do.
 *
 * @param name contains a {@code $}, so that no method of the source has the same name
 * @param type the parameter types and the return type of the call site
 */
record PlainMethod(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    private static final int FLAGS = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    void addTo(ClassBuilder builder) {
        builder.withMethodBody(name, type, FLAGS, body);
    }
}
