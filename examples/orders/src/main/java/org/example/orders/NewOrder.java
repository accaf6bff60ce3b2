package org.example.orders;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

/**
 * What a customer asks for.
 *
 * @param item what is wanted
 * @param quantity how many of it
 */
public record NewOrder(@NotBlank String item, @Positive int quantity) {}
