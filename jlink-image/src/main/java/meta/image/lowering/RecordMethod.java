package meta.image.lowering;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes a static method in place of {@code equals}, {@code hashCode} or {@code toString} of a record, as {@link
 * java.lang.runtime.ObjectMethods} specifies it.
 */
final class RecordMethod {
    private static final ClassDesc OBJECTS = Objects.class.describeConstable().orElseThrow();
    private static final ClassDesc STRING_BUILDER =
            StringBuilder.class.describeConstable().orElseThrow();

    private final ClassDesc owner;
    private final List<Component> components;

    private RecordMethod(ClassDesc owner, List<Component> components) {
        this.owner = owner;
        this.components = components;
    }

    private record Component(String name, ClassDesc type) {}

    /**
     * {@return the method that replaces the call site; empty if the call site is for none of the three methods}
     *
     * @param owner the record class
     * @param call a call site whose bootstrap method is {@code ObjectMethods.bootstrap}
     */
    static Optional<PlainMethod> of(ClassDesc owner, InvokeDynamicInstruction call) {
        RecordMethod method = new RecordMethod(owner, components(call.bootstrapArgs()));
        String name = call.name().stringValue();
        return switch (name) {
            case "equals" -> Optional.of(new PlainMethod("equals$", call.typeSymbol(), method::writeEquals));
            case "hashCode" -> Optional.of(new PlainMethod("hashCode$", call.typeSymbol(), method::writeHashCode));
            case "toString" -> Optional.of(new PlainMethod("toString$", call.typeSymbol(), method::writeToString));
            default -> Optional.empty();
        };
    }

    /**
     * {@return the components of the record}
     *
     * @param arguments the record class, the names of the components, and a getter for each component
     */
    private static List<Component> components(List<ConstantDesc> arguments) {
        List<Component> components = new ArrayList<>();
        for (ConstantDesc getter : arguments.subList(2, arguments.size())) {
            DirectMethodHandleDesc field = (DirectMethodHandleDesc) getter;
            components.add(
                    new Component(field.methodName(), field.invocationType().returnType()));
        }
        return components;
    }

    private void writeEquals(CodeBuilder code) {
        Label same = code.newLabel();
        Label different = code.newLabel();
        code.aload(0).aload(1).if_acmpeq(same);
        code.aload(1).instanceOf(owner).ifeq(different);
        for (Component component : components) {
            code.aload(0).getfield(owner, component.name(), component.type());
            code.aload(1).checkcast(owner).getfield(owner, component.name(), component.type());
            branchUnlessEqual(code, component.type(), different);
        }
        code.labelBinding(same).iconst_1().ireturn();
        code.labelBinding(different).iconst_0().ireturn();
    }

    private static void branchUnlessEqual(CodeBuilder code, ClassDesc type, Label different) {
        TypeKind kind = TypeKind.from(type);
        switch (kind) {
            case BOOLEAN, BYTE, CHAR, SHORT, INT -> code.if_icmpne(different);
            case LONG -> code.lcmp().ifne(different);
            case FLOAT, DOUBLE -> // as Float.equals and Double.equals: NaN equals NaN, 0.0 and -0.0 differ
                code.invokestatic(box(kind), "compare", MethodTypeDesc.of(CD_int, type, type))
                        .ifne(different);
            case REFERENCE ->
                code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object))
                        .ifeq(different);
            case VOID -> throw new IllegalArgumentException("a component of type void");
        }
    }

    private void writeHashCode(CodeBuilder code) {
        code.iconst_0();
        for (Component component : components) {
            code.bipush(31).imul();
            code.aload(0).getfield(owner, component.name(), component.type());
            TypeKind kind = TypeKind.from(component.type());
            if (kind == TypeKind.REFERENCE) {
                code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
            } else {
                code.invokestatic(box(kind), "hashCode", MethodTypeDesc.of(CD_int, component.type()));
            }
            code.iadd();
        }
        code.ireturn();
    }

    private void writeToString(CodeBuilder code) {
        code.new_(STRING_BUILDER).dup().invokespecial(STRING_BUILDER, "<init>", MethodTypeDesc.ofDescriptor("()V"));
        String before = simpleName() + "[";
        for (Component component : components) {
            append(code.loadConstant(before + component.name() + "="), CD_String);
            append(code.aload(0).getfield(owner, component.name(), component.type()), component.type());
            before = ", ";
        }
        append(code.loadConstant(components.isEmpty() ? before + "]" : "]"), CD_String);
        code.invokevirtual(STRING_BUILDER, "toString", MethodTypeDesc.of(CD_String))
                .areturn();
    }

    private String simpleName() {
        String name = owner.displayName();
        return name.substring(name.lastIndexOf('$') + 1).replaceFirst("^\\d+", ""); // Outer$1Local: Local
    }

    private static void append(CodeBuilder code, ClassDesc type) {
        ClassDesc parameter = switch (TypeKind.from(type)) {
            case BYTE, SHORT -> CD_int;
            case REFERENCE -> type.equals(CD_String) ? CD_String : CD_Object;
            default -> type;
        };
        code.invokevirtual(STRING_BUILDER, "append", MethodTypeDesc.of(STRING_BUILDER, parameter));
    }

    private static ClassDesc box(TypeKind kind) {
        return switch (kind) {
            case BOOLEAN -> ClassDesc.of("java.lang.Boolean");
            case BYTE -> ClassDesc.of("java.lang.Byte");
            case CHAR -> ClassDesc.of("java.lang.Character");
            case SHORT -> ClassDesc.of("java.lang.Short");
            case INT -> ClassDesc.of("java.lang.Integer");
            case LONG -> ClassDesc.of("java.lang.Long");
            case FLOAT -> ClassDesc.of("java.lang.Float");
            case DOUBLE -> ClassDesc.of("java.lang.Double");
            case REFERENCE, VOID -> throw new IllegalArgumentException(kind + " has no box");
        };
    }
}
