package meta.image.lowering;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a static method that returns the index of the first matching case of a pattern switch, as {@link
 * java.lang.runtime.SwitchBootstraps} specifies it.
 */
final class TypeSwitch {
    private final List<ClassDesc> cases;

    private TypeSwitch(List<ClassDesc> cases) {
        this.cases = cases;
    }

    /**
     * {@return the method that replaces the call site of a pattern switch; empty if the label of a case is not a reference type}
     *
     * @param call a call site whose bootstrap method is {@code SwitchBootstraps.typeSwitch}
     * @param number a number that makes the name of the method unique in its class
     */
    static Optional<PlainMethod> of(InvokeDynamicInstruction call, int number) {
        List<ClassDesc> cases = new ArrayList<>();
        for (ConstantDesc label : call.bootstrapArgs()) {
            if (!(label instanceof ClassDesc type) || type.isPrimitive()) {
                return Optional.empty();
            }
            cases.add(type);
        }
        TypeSwitch method = new TypeSwitch(cases);
        return Optional.of(new PlainMethod("typeSwitch$" + number, call.typeSymbol(), method::write));
    }

    /** Writes the instructions. Parameter 0 is the value of the switch, and parameter 1 the index of the first case to try. */
    private void write(CodeBuilder code) {
        Label notNull = code.newLabel();
        code.aload(0).ifnonnull(notNull).iconst_m1().ireturn();
        code.labelBinding(notNull);
        for (int i = 0; i < cases.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf(cases.get(i)).ifeq(next);
            code.loadConstant(i).ireturn();
            code.labelBinding(next);
        }
        code.loadConstant(cases.size()).ireturn();
    }
}
