package org.example.giveaway.message;

import com.artisansdk.server.message.Latest;
import java.util.List;
import org.example.giveaway.Prize;

/** The prizes there are. A client that is slow to read needs only the latest of these. */
public record UpdatePrizes(List<Prize> prizes) implements Latest {}
