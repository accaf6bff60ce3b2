package org.example.giveaway.message;

import com.artisansdk.server.message.ServerMessage;
import java.util.List;
import org.example.giveaway.Prize;

/** The prizes there are. */
public record UpdatePrizes(List<Prize> prizes) implements ServerMessage {}
