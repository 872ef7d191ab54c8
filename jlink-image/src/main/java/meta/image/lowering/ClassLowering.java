package meta.image.lowering;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces two kinds of {@code invokedynamic} calls in a class file by calls of new static methods: those in the methods of records
 * ({@link java.lang.runtime.ObjectMethods}), and those of pattern switches whose cases are all reference types ({@link
 * java.lang.runtime.SwitchBootstraps}).
 */
public final class ClassLowering {
    private final ClassFile classFile;

    /** @param loader finds the classes to which a class file refers */
    public ClassLowering(ClassLoader loader) {
        classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /** {@return the changed class file; the array {@code bytes} itself if there is nothing to replace} */
    public byte[] lower(byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
        List<PlainMethod> made = new ArrayList<>();
        CodeTransform replaceCalls = (code, element) -> {
            Optional<PlainMethod> plain = plain(model, element, made.size());
            if (plain.isEmpty()) {
                code.with(element);
            } else {
                made.add(plain.get());
                code.invokestatic(
                        model.thisClass().asSymbol(),
                        plain.get().name(),
                        plain.get().type(),
                        isInterface);
            }
        };
        byte[] lowered = classFile.transformClass(
                model,
                ClassTransform.transformingMethodBodies(ClassLowering::callsRuntime, replaceCalls)
                        .andThen(ClassTransform.endHandler(builder -> made.forEach(method -> method.addTo(builder)))));
        return made.isEmpty() ? bytes : lowered;
    }

    private static boolean callsRuntime(MethodModel method) {
        return method.code().isPresent()
                && method.code()
                        .get()
                        .elementStream()
                        .anyMatch(element -> runtimeClass(element).isPresent());
    }

    private static Optional<String> runtimeClass(CodeElement element) {
        if (element instanceof InvokeDynamicInstruction call) {
            DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
            ClassDesc owner = bootstrap.owner();
            return owner.packageName().equals("java.lang.runtime")
                    ? Optional.of(owner.displayName() + "." + bootstrap.methodName())
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<PlainMethod> plain(ClassModel model, CodeElement element, int number) {
        return runtimeClass(element).flatMap(bootstrap -> {
            InvokeDynamicInstruction call = (InvokeDynamicInstruction) element;
            return switch (bootstrap) {
                case "ObjectMethods.bootstrap" ->
                    RecordMethod.of(model.thisClass().asSymbol(), call);
                case "SwitchBootstraps.typeSwitch" -> TypeSwitch.of(call, number);
                default -> Optional.empty();
            };
        });
    }
}
