package meta.core.reconcile;

import meta.spi.Plan;

/**
 * What a step wants, with its name, so that every change can say whose it is.
 *
 * @param step the step's name
 * @param plan what it wants
 */
public record StepPlan(String step, Plan plan) {}
