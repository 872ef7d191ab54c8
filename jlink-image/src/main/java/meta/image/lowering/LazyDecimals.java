package meta.image.lowering;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes Jackson's parsers so that they compute their {@link BigDecimal} constants {@code BD_…} at each use, from the {@link BigInteger}
 * constants {@code BI_…}. The original parsers compute them when they are initialized, which slows the start of a JVM.
 */
final class LazyDecimals {
    private static final ClassDesc DECIMAL =
            BigDecimal.class.describeConstable().orElseThrow();
    private static final ClassDesc INTEGER =
            BigInteger.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc OF_INTEGER = MethodTypeDesc.of(ConstantDescs.CD_void, INTEGER);

    /** The instructions of {@code BD = new BigDecimal(BI)}. */
    private static final List<Opcode> ASSIGNMENT =
            List.of(Opcode.NEW, Opcode.DUP, Opcode.GETSTATIC, Opcode.INVOKESPECIAL, Opcode.PUTSTATIC);

    private final ClassFile classFile;

    /** @param loader finds the classes to which a class file refers */
    LazyDecimals(ClassLoader loader) {
        classFile = ClassFile.of(ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /**
     * {@return the changed class file; the array {@code bytes} itself if the class uses none of the constants}
     *
     * @throws IllegalStateException if the class initializer assigns a {@code new BigDecimal} to another static field, or computes it from
     *     something other than one static field
     */
    byte[] lower(byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        if (!refersToConstant(model)) {
            return bytes;
        }
        return classFile.transformClass(model, LazyDecimals::withoutConstants);
    }

    private static void withoutConstants(ClassBuilder builder, ClassElement element) {
        if (element instanceof MethodModel method) {
            boolean initializer = method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME);
            CodeTransform transform = initializer ? new WithoutAssignments() : LazyDecimals::computeWhereRead;
            builder.transformMethod(method, MethodTransform.transformingCode(transform));
        } else if (!(element instanceof FieldModel field
                && isConstant(field.fieldName().stringValue(), field.fieldType().stringValue()))) {
            builder.with(element);
        }
    }

    private static boolean refersToConstant(ClassModel model) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof FieldRefEntry field && isConstant(field)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConstant(FieldRefEntry field) {
        return field.owner().asInternalName().startsWith("com/fasterxml/jackson/core/")
                && isConstant(field.name().stringValue(), field.type().stringValue());
    }

    private static boolean isConstant(String name, String descriptor) {
        return name.startsWith("BD_") && descriptor.equals(DECIMAL.descriptorString());
    }

    private static void computeWhereRead(CodeBuilder code, CodeElement element) {
        if (element instanceof FieldInstruction field
                && field.opcode() == Opcode.GETSTATIC
                && isConstant(field.field())) {
            String integer = field.name().stringValue().replaceFirst("BD_", "BI_");
            code.new_(DECIMAL)
                    .dup()
                    .getstatic(field.owner().asSymbol(), integer, INTEGER)
                    .invokespecial(DECIMAL, ConstantDescs.INIT_NAME, OF_INTEGER);
        } else {
            code.with(element);
        }
    }

    private static final class WithoutAssignments implements CodeTransform {
        private final List<Opcode> assignment = new ArrayList<>();

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            boolean starts = element instanceof NewObjectInstruction made
                    && made.className().asSymbol().equals(DECIMAL);
            if (!starts && assignment.isEmpty()) {
                code.with(element);
                return;
            }
            if (element instanceof Instruction instruction) {
                assignment.add(instruction.opcode());
            }
            if (element instanceof FieldInstruction field && field.opcode() == Opcode.PUTSTATIC) {
                if (!isConstant(field.field()) || !assignment.equals(ASSIGNMENT)) {
                    throw new IllegalStateException(
                            field.owner().asInternalName() + "." + field.name() + ": not a BigDecimal of a BigInteger");
                }
                assignment.clear();
            }
        }
    }
}
