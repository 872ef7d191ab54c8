package meta.image.lowering;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/**
 * A static method with the behaviour of the method that a call site would be linked to.
 *
 * @param name the name, which contains a {@code $} so that no other method of the class has it
 * @param type the parameter types and the return type of the call site
 * @param body writes its code
 */
record PlainMethod(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    private static final int FLAGS = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    void addTo(ClassBuilder builder) {
        builder.withMethodBody(name, type, FLAGS, body);
    }
}
