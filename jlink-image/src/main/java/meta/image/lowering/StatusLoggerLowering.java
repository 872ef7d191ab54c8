package meta.image.lowering;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Changes Log4j's status logger so that it finds its properties with less work. The original logger compiles a regular expression for each
 * system property and environment variable, and loads all blocks of Unicode.
 */
final class StatusLoggerLowering {
    private static final String PROPERTIES_CLASS = "org/apache/logging/log4j/status/StatusLogger$PropertiesUtilsDouble";
    private static final String PREFIX = "log4j";
    private static final String NOT_ASCII = "\\P{InBasic_Latin}";
    private static final String NOT_ASCII_BY_NUMBER = "[^\\x00-\\x7F]";

    private static final String METHOD = "matches$";
    private static final MethodTypeDesc TYPE = MethodTypeDesc.of(CD_boolean, CD_String, CD_String);

    private final ClassFile classFile = ClassFile.of();

    /** {@return the changed class file; the array {@code bytes} itself if it is another class, or if the class was changed before} */
    byte[] lower(byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        boolean changed =
                model.methods().stream().anyMatch(method -> method.methodName().equalsString(METHOD));
        if (changed || !model.thisClass().asInternalName().equals(PROPERTIES_CLASS)) {
            return bytes;
        }
        ClassDesc owner = model.thisClass().asSymbol();
        PlainMethod matches = new PlainMethod(METHOD, TYPE, StatusLoggerLowering::writeMatches);
        return classFile.transformClass(
                model,
                ClassTransform.transformingMethodBodies((code, element) -> replace(owner, code, element))
                        .andThen(ClassTransform.endHandler(matches::addTo)));
    }

    private static void replace(ClassDesc owner, CodeBuilder code, CodeElement element) {
        switch (element) {
            case InvokeInstruction call
            when call.owner().asSymbol().equals(CD_String) && isMatches(call) -> code.invokestatic(owner, METHOD, TYPE);
            case ConstantInstruction text
            when text.constantValue().equals(NOT_ASCII) -> code.loadConstant(NOT_ASCII_BY_NUMBER);
            default -> code.with(element);
        }
    }

    private static boolean isMatches(InvokeInstruction call) {
        return call.name().equalsString("matches");
    }

    /**
     * Writes {@code text.regionMatches(true, 0, "log4j", 0, 5) && text.matches(expression)}. The first test does not change the result,
     * because the expression begins with {@code ^(?i)log4j}.
     */
    private static void writeMatches(CodeBuilder code) {
        Label other = code.newLabel();
        code.aload(0).iconst_1().iconst_0().loadConstant(PREFIX).iconst_0().loadConstant(PREFIX.length());
        code.invokevirtual(
                CD_String,
                "regionMatches",
                MethodTypeDesc.of(CD_boolean, CD_boolean, CD_int, CD_String, CD_int, CD_int));
        code.ifeq(other);
        code.aload(0).aload(1).invokevirtual(CD_String, "matches", MethodTypeDesc.of(CD_boolean, CD_String));
        code.ireturn();
        code.labelBinding(other).iconst_0().ireturn();
    }
}
