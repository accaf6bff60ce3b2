package org.example.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** An order that was placed, as it is stored. */
@Entity
public class PlacedOrder {

    @Id
    @GeneratedValue
    private Long id;

    private String item;
    private int quantity;

    /** For the container, which fills it in. */
    protected PlacedOrder() {}

    /** An order that is about to be stored. */
    public PlacedOrder(NewOrder order) {
        item = order.item();
        quantity = order.quantity();
    }

    /** Its number, from when it is stored. */
    public Long getId() {
        return id;
    }

    public String getItem() {
        return item;
    }

    public int getQuantity() {
        return quantity;
    }
}
