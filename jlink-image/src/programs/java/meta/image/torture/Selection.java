package meta.image.torture;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of the trials that the arguments of {@link Torture} select.
 *
 * @param cases at least one case
 * @param stride n to try every n-th fault of a case; at least 1
 * @param begin the index of the first fault, from 0
 * @param image whether processes of the image are killed
 */
record Selection(List<TrialCase> cases, int stride, int begin, boolean image) {
    /**
     * {@return the selection of these arguments}
     *
     * @throws IllegalArgumentException if they select no case or every 0th fault
     */
    static Selection of(List<String> arguments) {
        List<String> words = new ArrayList<>(arguments);
        int stride = 1;
        int begin = 0;
        if (!words.isEmpty() && words.getFirst().matches("[0-9]{1,9}(:[0-9]{1,9})?")) {
            String[] numbers = words.removeFirst().split(":", -1);
            stride = Integer.parseInt(numbers[0]);
            begin = numbers.length > 1 ? Integer.parseInt(numbers[1]) : 0;
        } else if (words.remove("some")) {
            stride = Torture.SOME;
        }
        words.remove("all");
        boolean image = words.remove("image");
        if (stride == 0) {
            throw new IllegalArgumentException(arguments.getFirst() + ": every n-th fault; n is 1 or more");
        }
        List<TrialCase> cases = TrialCase.all().stream()
                .filter(each -> List.of(each.toString().split(" ")).containsAll(words))
                .toList();
        if (cases.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(" ", words) + ": no case has these words; there are " + TrialCase.all());
        }
        return new Selection(cases, stride, begin, image);
    }
}
