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
 * Writes a method that finds the first matching case of a pattern switch, with the behaviour that {@link
 * java.lang.runtime.SwitchBootstraps} specifies.
 */
final class TypeSwitch {
    private final List<ClassDesc> cases;

    private TypeSwitch(List<ClassDesc> cases) {
        this.cases = cases;
    }

    /**
     * {@return the replacement of the call of a pattern switch; empty if a case is not a class}
     *
     * @param number makes the name of the method unique in its class
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

    /** Parameter 0 is the value. Parameter 1 is the index of the first case to try: 0, or the next case after a guard was false. */
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
