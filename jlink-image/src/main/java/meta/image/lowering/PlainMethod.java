package meta.image.lowering;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/**
 * A static method that does what a call site would have been linked to.
 *
 * @param name with a {@code $}, so that no method of the class has it
 * @param type what the call site takes and returns
 * @param body writes its code
 */
record PlainMethod(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    private static final int FLAGS = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    void addTo(ClassBuilder builder) {
        builder.withMethodBody(name, type, FLAGS, body);
    }
}
